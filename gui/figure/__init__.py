"""How is a posed body drawn without a graphics card?"""
